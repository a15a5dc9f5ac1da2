"""PieNet as published: a ResNet-18 embedding, a U-Net enhancer, their losses and their training."""

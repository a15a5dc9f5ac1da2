"""The compact PieNet, which ships: its network, its episodes, its training, its taste guide."""

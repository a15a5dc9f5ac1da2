"""What a user asks for, without a screen: tastes, batches, single renders, reports."""

"""The rater that ships: how finished a picture looks, learned from damaged photographs."""

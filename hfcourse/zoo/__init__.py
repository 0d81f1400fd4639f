"""The zoo: how each stand-in of the embedded hub is made, trained and measured."""

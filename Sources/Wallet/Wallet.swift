import Terms

print("counts no words")

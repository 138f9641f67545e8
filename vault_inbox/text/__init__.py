"""What is true of any text: entities, sentences, endings, folding, words without a topic. Pure; imports nothing of ours."""

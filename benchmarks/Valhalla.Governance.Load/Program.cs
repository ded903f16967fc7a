Console.WriteLine("The load program has no scenario yet.");

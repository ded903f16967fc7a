// The start-up project of `dotnet ef` must be an executable; running it by itself only says so.
Console.Error.WriteLine("This project serves `dotnet ef`: see eng/Migrations/README.md.");
return 1;

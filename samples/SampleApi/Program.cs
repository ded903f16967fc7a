using Microsoft.Data.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();

var app = builder.Build();
app.MapOpenApi();
app.MapGet("/", () => "SampleApi");
app.MapGet("/sqlite", () =>
{
    using var connection = new SqliteConnection("Data Source=:memory:");
    connection.Open();
    return connection.ServerVersion;
});
app.Run();

/// <summary>Public so that tests can host the application.</summary>
public partial class Program;

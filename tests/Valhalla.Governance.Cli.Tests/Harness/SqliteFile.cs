using Microsoft.Data.Sqlite;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>An SQLite database that <c>db apply</c> has made.</summary>
internal sealed class SqliteFile : IDisposable
{
    public SqliteFile() => Url = $"sqlite:///{Path.Combine(Folder, "valhalla.db")}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("valhalla-cli-").FullName;

    public string Url { get; }

    public static async Task<SqliteFile> CreateAsync()
    {
        var file = new SqliteFile();
        (await new CliRunner().RunAsync("db", "apply", "--database", file.Url)).Expect(0);
        return file;
    }

    /// <summary>Calls the API on it, to arrange what a verb then finds.</summary>
    public async Task PostAsync(string path, string json)
    {
        using var ignored = new StringWriter();
        await using var transport = await DatabaseTransport.OpenAsync(
            Url,
            settingsFile: null,
            TimeSpan.FromMinutes(1),
            new CliRunner().Terminal(ignored, ignored),
            CancellationToken.None);
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await transport.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Changes rows behind the library's back.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(Folder, "valhalla.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

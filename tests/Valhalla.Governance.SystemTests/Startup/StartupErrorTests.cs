using Microsoft.Data.Sqlite;
using Valhalla.Governance.SystemTests.Processes;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Startup;

/// <summary>A mistake in the settings ends the process at once, and its message says what to do.</summary>
public sealed class StartupErrorTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("DATABASE_URL", "mysql://root:hunter2@localhost/valhalla", "VG0010", "sqlite:///relative.db")]
    [InlineData("DATABASE_URL", "postgresql://app:hunter2@localhost:port/valhalla", "VG0011", "%2F")]
    [InlineData("DATABASE_URL", "postgresql://app:hunter2@localhost/valhalla?ssl=yes", "VG0011", "sslmode")]
    [InlineData("DATABASE_URL", "sqlite:///:memory:", "VG0012", "Name a file")]
    [InlineData("ENV", "prod", "VG0002", "production")]
    [InlineData("Valhalla__Risk__TimeZone", "Mars/Olympus", "VG0202", "America/Toronto")]
    [InlineData("Valhalla__Risk__WarningPercent", "0", "VG0201", "WarningPercent")]
    public async Task Start_WrongSetting_EndsWithIdAndRemedy(string name, string value, string id, string remedy)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, text) = await HostProcess.RunToEndAsync(new HostSettings(folder.Path).With(name, value), output);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(id + ": ", text, StringComparison.Ordinal);
        Assert.Contains(remedy, text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ValidateModeWithoutSchema_NamesTheCommand()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(folder.Path).With("Valhalla__Storage__SchemaMode", "Validate");

        var (exitCode, text) = await HostProcess.RunToEndAsync(settings, output);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("VG0701: ", text, StringComparison.Ordinal);
        Assert.Contains("valhalla db apply", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "VG0702")]
    [InlineData(1_000_000, "VG0703")]
    public async Task Start_ValidateModeWithAnotherSchemaVersion_Ends(int version, string id)
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(folder.Path);
        await using (var host = await HostProcess.StartAsync(settings, output))
        {
            await host.StopAsync();
        }

        await using (var file = new SqliteConnection($"Data Source={folder.File("valhalla.db")};Pooling=False"))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "update schema_info set version = $version";
            command.Parameters.AddWithValue("$version", version);
            await command.ExecuteNonQueryAsync();
        }

        var (exitCode, text) = await HostProcess.RunToEndAsync(
            settings.With("Valhalla__Storage__SchemaMode", "Validate"), output);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(id + ": ", text, StringComparison.Ordinal);
    }
}

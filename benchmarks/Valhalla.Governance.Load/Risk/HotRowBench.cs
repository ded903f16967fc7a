using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// PostgreSQL's own <c>pgbench</c> on one hot row: what a commit for each reservation could reach at best, whatever
/// the client is written in.
/// </summary>
internal static partial class HotRowBench
{
    public const string Name = "pgbench, one hot row";

    // On a busy machine 64 connections take more than a second, which pgbench counts.
    private const double LeastSeconds = 3;

    private const string Update =
        "UPDATE hot SET exposure = exposure + 1, reservations = reservations + 1 WHERE id = 1;";

    /// <summary>The program, or null when this machine lacks it.</summary>
    public static string? Program { get; } = Find();

    /// <exception cref="InvalidOperationException">The program is missing, or failed.</exception>
    public static async Task<Sample> RunAsync(int callers, TimeSpan duration)
    {
        var database = await ScratchDatabase.CreateConnectionStringAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "CREATE TABLE hot (id int PRIMARY KEY, exposure bigint, reservations bigint)");
        await ExecuteAsync(source, "INSERT INTO hot VALUES (1, 0, 0)");
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Update);
            var text = await RunAsync(Arguments(database, script, callers, duration));
            var done = Read(Processed(), text);
            var stored = await ReadAsync(source);
            var p50 = Read(AverageLatency(), text) * 1_000;
            return new Sample(
                Name,
                callers,
                Read(PerSecond(), text),
                p50,
                0,
                0,
                0,
                stored == (long)done ? null : $"NO: {done} acknowledged, {stored} stored");
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static string? Find()
    {
        if (PostgreSqlInstallation.BinFolder is { } folder && File.Exists(Path.Combine(folder, "pgbench")))
        {
            return Path.Combine(folder, "pgbench");
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, "pgbench"))
            .FirstOrDefault(File.Exists);
    }

    private static string[] Arguments(string database, string script, int callers, TimeSpan duration)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        return
        [
            "-n",
            "-M", "prepared",
            "-h", settings.Host!,
            "-p", settings.Port.ToString(CultureInfo.InvariantCulture),
            "-U", settings.Username!,
            "-c", callers.ToString(CultureInfo.InvariantCulture),
            "-j", Math.Min(callers, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture),
            "-T", Math.Ceiling(Math.Max(LeastSeconds, duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
            "-f", script,
            settings.Database!,
        ];
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(
            Program ?? throw new InvalidOperationException("pgbench is not installed."), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"pgbench: {await errors}");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT reservations FROM hot");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static double Read(Regex figure, string text) => figure.Match(text) is { Success: true } match
        ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"pgbench said: {text}");

    [GeneratedRegex(@"actually processed: (\d+)")]
    private static partial Regex Processed();

    [GeneratedRegex(@"latency average = ([\d.]+) ms")]
    private static partial Regex AverageLatency();

    [GeneratedRegex(@"tps = ([\d.]+) ")]
    private static partial Regex PerSecond();
}

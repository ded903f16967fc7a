using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.Ledger;

namespace Valhalla.Governance.Soak.Endurance;

/// <summary>
/// Full load on one database for some minutes: reservations, settlements, releases, repeated keys, KPI events, policy
/// changes, kills. At the end the database is compared with what the callers were told.
/// </summary>
internal sealed class EnduranceRun(StoreKind store, TimeSpan duration, TextWriter output)
{
    public const string Verb = "endurance-run";
    private const int Callers = 64;
    private const int KpiCallers = 4;
    private const long EnoughFreeBytes = 12L << 30;
    private static readonly DomainName Wholesale = new("WHOLESALE");
    private static readonly MetricName OfferAccepted = new("offer_accepted");

    private readonly EnduranceCounts _counts = new();
    private readonly KillWindow _kills = new();

    /// <summary>Runs all at once, each in a process of its own, so that its memory is its own.</summary>
    public static async Task<int> StartAsync(
        IReadOnlyList<StoreKind> stores, TimeSpan duration, TextWriter output)
    {
        var assembly = RepositoryPaths.AssemblyOf("Valhalla.Governance.Soak");
        var seconds = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var synchronized = TextWriter.Synchronized(output);
        var codes = await Task.WhenAll(stores.Select(async store =>
        {
            var start = new ProcessStartInfo("dotnet", [assembly, Verb, store.ToString(), seconds])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                await synchronized.WriteLineAsync($"{store,-10} {line}");
            }

            await process.WaitForExitAsync();
            return process.ExitCode;
        }));
        return codes.Max();
    }

    public static async Task<int> RunAsync(string store, string seconds, TextWriter output)
    {
        var run = new EnduranceRun(
            Enum.Parse<StoreKind>(store),
            TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)),
            output);
        try
        {
            await run.RunAsync();
            return 0;
        }
        catch (Exception exception)
        {
            await output.WriteLineAsync($"FAILED: {exception.Message}");
            await Console.Error.WriteLineAsync(exception.ToString());
            return 1;
        }
    }

    private async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-soak-").FullName;
        try
        {
            var database = store == StoreKind.Sqlite
                ? Path.Combine(folder, "valhalla.db")
                : await ScratchDatabase.CreateConnectionStringAsync();
            var settings = new Dictionary<string, string?>
            {
                ["Valhalla:GoLive:LatchFile"] = Path.Combine(folder, "latch.json"),
            };
            await using (var host = await GovernedHost.StartAsync(store, database: database, settings: settings))
            {
                await LoadAsync(host.Services, folder);
            }

            await using var ledger = store == StoreKind.Sqlite
                ? await LedgerDatabase.OpenSqliteAsync(database)
                : await LedgerDatabase.OpenPostgreSqlAsync(database);
            await new EnduranceCheck(ledger, store == StoreKind.Sqlite ? "" : "valhalla.", _counts).RunAsync();
            await output.WriteLineAsync(
                $"EXACT: {_counts.Granted:N0} granted, {_counts.Denied:N0} denied, {_counts.Settled:N0} settled, "
                + $"{_counts.Released:N0} released, {_counts.Keys:N0} keys, {_counts.KpiEvents:N0} KPI events; nothing "
                + "lost, nothing double, totals equal the fold of the journal, no cap passed");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task LoadAsync(IServiceProvider services, string folder)
    {
        var guard = services.GetRequiredService<IRiskGuard>();
        var kpi = services.GetRequiredService<IKpiEmitter>();
        var control = new ControlChanges(guard, services.GetRequiredService<IGoLiveGate>(), _kills);
        await control.SetCapsAsync();

        using var stop = new CancellationTokenSource(duration);
        var memory = new MemorySamples(output, _counts);
        var callers = Enumerable.Range(0, Callers)
            .Select(index => new EnduranceCaller(index, guard, _counts, _kills)).ToArray();
        Task[] running =
        [
            .. callers.Select(caller => Task.Run(() => caller.RunAsync(stop.Token))),
            .. Enumerable.Range(0, KpiCallers).Select(index => Task.Run(() => EmitAsync(kpi, index, stop.Token))),
            control.RunAsync(stop.Token),
            memory.RunAsync(duration / 10, stop.Token),
            WatchDiskAsync(folder, stop.Token),
        ];

        // Whoever fails ends the run.
        await foreach (var ended in Task.WhenEach(running))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(running);
        memory.WriteSummary();
        await WriteAsync(services, callers, control);
    }

    private async Task WriteAsync(
        IServiceProvider services, IReadOnlyList<EnduranceCaller> callers, ControlChanges control)
    {
        var latencies = new LatencyHistogram();
        foreach (var caller in callers)
        {
            latencies.Add(caller.Latencies);
        }

        var audit = await services.GetRequiredService<IAuditTrail>().VerifyAsync([]);
        if (!audit.IsIntact)
        {
            throw new EnduranceException($"The audit chain is broken: {audit.Break}.");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{latencies.Count / duration.TotalSeconds:N0} reserves/s, p50 {latencies.Microseconds(0.50) / 1_000:F2}, "
            + $"p99 {latencies.Microseconds(0.99) / 1_000:F2} ms; {_counts.Replays:N0} keys asked again, "
            + $"{_counts.Retries:N0} answers missed and asked for again, {control.PolicyChanges} policy changes, "
            + $"{control.Kills} kills, {audit.Records:N0} audit records, all chained"));
    }

    private async Task EmitAsync(IKpiEmitter kpi, int index, CancellationToken stop)
    {
        for (var number = 0L; !stop.IsCancellationRequested; number++)
        {
            await kpi.EmitAsync(
                new KpiEvent
                {
                    Domain = Wholesale,
                    Metric = OfferAccepted,
                    Success = number % 8 != 0,
                    DurationMs = 12.5,
                    Actor = "soak",
                    CorrelationId = string.Create(CultureInfo.InvariantCulture, $"k{index}-{number}"),
                },
                CancellationToken.None);
            _counts.Emitted();
        }
    }

    private static async Task WatchDiskAsync(string folder, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (new DriveInfo(folder).AvailableFreeSpace < EnoughFreeBytes)
            {
                throw new EnduranceException("The disk is nearly full; make room, or run for fewer minutes.");
            }

            await Task.Delay(TimeSpan.FromSeconds(5), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

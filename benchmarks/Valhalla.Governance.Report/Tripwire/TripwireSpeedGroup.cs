using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Tripwire;

/// <summary>What a tripwire costs an event, and how fast its windows are back after a restart.</summary>
internal sealed class TripwireSpeedGroup : IRowGroup
{
    private const string Event = "tripwire/event";
    private const string Allocation = "tripwire/allocation";
    private const string Sqlite = "tripwire/restart-sqlite";
    private const string PostgreSql = "tripwire/restart-postgresql";

    public string Name => "tripwire";

    public string Title => "Tripwire, speed";

    public string Method =>
        "An event is added to the ring and 50 are judged against 200 by the sequential rule. After a restart the "
        + "windows come from the newest 250 events of one series, of which there are ten with as many events each: "
        + "10 000 000 rows together, with --quick 200 000. An allocation is counted on the calling thread.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(Event, "add an event and judge 50 against 200", "ns") { Goal = Goal.AtMost(25) },
        new(Allocation, "allocated by it", "B") { Goal = Goal.AtMost(0) },
        new(Sqlite, "read 250 events of a series on SQLite", "ms") { Goal = Goal.AtMost(5) },
        new(PostgreSql, "read 250 events of a series on PostgreSQL", "ms") { Goal = Goal.AtMost(5) },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (measuring.IsAnyWanted(Event, Allocation))
        {
            var window = new JudgedWindow();
            var slice = TimeSpan.FromMilliseconds(measuring.IsQuick ? 20 : 50);
            measuring.Report(Event, Interleaved.Nanoseconds(measuring.Repeats, slice, window.AddAndJudge)[0]);
            measuring.Report(Allocation, new Figures(Interleaved.Bytes(window.AddAndJudge)));
            measuring.MarkInexact(window.HasTripped ? "a healthy series has tripped" : null);
        }

        await MeasureRestartAsync(Sqlite, StoreKind.Sqlite, measuring);
        if (measuring.IsWanted(PostgreSql) && PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        await MeasureRestartAsync(PostgreSql, StoreKind.PostgreSql, measuring);
    }

    private static async Task MeasureRestartAsync(string id, StoreKind store, Measuring measuring)
    {
        if (measuring.IsWanted(id))
        {
            measuring.Progress($"filling {store}");
            measuring.Report(id, await WindowReads.MeasureAsync(
                store, measuring.IsQuick ? 200_000 : 10_000_000, measuring.Progress));
        }
    }
}

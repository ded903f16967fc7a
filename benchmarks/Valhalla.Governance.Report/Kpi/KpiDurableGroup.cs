using Valhalla.Governance.Load.Kpi;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Risk;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Kpi;

/// <summary>Durable KPI events a second in one store.</summary>
/// <param name="store">Which.</param>
/// <param name="times">How many times what EF Core stores.</param>
internal sealed class KpiDurableGroup(StoreKind store, double times) : IRowGroup
{
    private const int Callers = 16;
    private const string PerSecond = "events/s";

    private readonly IReadOnlyList<Contest> _contests = CreateContests(store, times);

    public string Name => NameOf(store);

    public string Title => $"KPI events on {store}";

    public string Method =>
        $"{Callers} callers that emit 2 000 events each and flush, so that what is counted is committed, against one "
        + "`SaveChanges` an event with pooled contexts. Every event has a domain, a metric, an outcome, a duration and "
        + "an actor. Durable as reservations are.";

    public IReadOnlyList<RowSpec> Rows => [.. _contests.Select(contest => contest.Spec)];

    public Task MeasureAsync(Measuring measuring) =>
        store == StoreKind.PostgreSql && PostgreSqlInstallation.MissingReason is { } missing
            ? throw new NotMeasurableException(missing)
            : ContestRunner.RunAsync(_contests, measuring);

    private static string NameOf(StoreKind store) => $"kpi-{store.ToString().ToLowerInvariant()}";

    private static Contest[] CreateContests(StoreKind store, double times)
    {
        var ours = Contender.Of("ours", () => new FireAndFlushKpiPath(store));
        var peer = Contender.Of("EF Core SaveChanges an event", () => new SaveChangesKpiPath(store));
        return
        [
            new Contest(
                new RowSpec($"{NameOf(store)}/ef", $"durable events, {Callers} callers", PerSecond)
                {
                    HigherIsBetter = true,
                    Peer = peer.Name,
                    Goal = Goal.Ratio(times),
                },
                Callers,
                ours)
            {
                Peer = peer,
            },
            new Contest(
                new RowSpec($"{NameOf(store)}/events", $"durable events, {Callers} callers", PerSecond)
                {
                    HigherIsBetter = true,
                    Goal = Goal.AtLeast(300_000),
                },
                Callers,
                ours),
        ];
    }
}

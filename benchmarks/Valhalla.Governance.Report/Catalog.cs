using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Gate;
using Valhalla.Governance.Report.Kpi;
using Valhalla.Governance.Report.Middleware;
using Valhalla.Governance.Report.Nodes;
using Valhalla.Governance.Report.Risk;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Report.Spread;
using Valhalla.Governance.Report.StartUp;
using Valhalla.Governance.Report.Tripwire;

namespace Valhalla.Governance.Report;

/// <summary>Every group, in the order in which they are measured and printed.</summary>
internal static class Catalog
{
    public static IReadOnlyList<IRowGroup> Groups { get; } =
    [
        new GateGroup(),
        new MiddlewareGroup(),
        new ReservationGroup(StoreKind.Sqlite, Reservations.OnSqlite),
        new ReservationGroup(StoreKind.PostgreSql, Reservations.OnPostgreSql),
        new ReservationGroup(StoreKind.Memory, Reservations.WithoutStore),
        new ReservationCostGroup(),
        new CallerBytesGroup(),
        new ProcessesGroup(isNearCap: false),
        new ProcessesGroup(isNearCap: true),
        new DelayGroup(),
        new SpreadGroup(),
        new KpiCallGroup(),
        new KpiDurableGroup(StoreKind.Sqlite, times: 80),
        new KpiDurableGroup(StoreKind.PostgreSql, times: 30),
        new KpiAgeGroup(),
        new TripwireSpeedGroup(),
        new TripwireQualityGroup(),
        new StartUpGroup(),
    ];
}

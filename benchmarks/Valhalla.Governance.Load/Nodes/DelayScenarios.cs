using Npgsql;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>PostgreSQL at the other end of a network: every round trip takes 0.6 ms longer.</summary>
internal static class DelayScenarios
{
    private const int CallersEach = 64;
    private static readonly TimeSpan Added = TimeSpan.FromMilliseconds(0.6);

    /// <summary>The ways, in the order of the comparisons; the ratios are to the first.</summary>
    public static IReadOnlyList<FleetWay> Ways { get; } =
    [
        new(RiskWay.EntityFramework, 1, CallersEach),
        new(RiskWay.Statement, 1, CallersEach),
        new(RiskWay.Guard, 1, CallersEach),
        new(RiskWay.Statement, 2, CallersEach),
        new(RiskWay.Guard, 2, CallersEach),
    ];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(RunLength length, Action<string> progress)
    {
        var server = await PostgreSqlServer.GetAsync();
        var (eachWay, added) = RoundTrip.Calibrate(Added);
        using var proxy = new DelayingProxy(server.Port, eachWay);
        return await FleetRunner.RunAsync(
            $"PostgreSQL {await ScratchDatabase.ReadVersionAsync()} behind a relay that adds, by measurement, {added} "
            + "to a round trip; a key on each request",
            Ways,
            new RiskLoad(RequestKeys.Ordered, IsNearCap: false),
            length,
            progress,
            direct => new NpgsqlConnectionStringBuilder(direct) { Port = proxy.Port }.ConnectionString);
    }
}

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

    /// <param name="ways">Which of <see cref="Ways"/>.</param>
    /// <param name="length">How long is measured.</param>
    /// <param name="progress">Told of every run.</param>
    /// <returns>
    /// The ways, and what an empty statement took beside them, without the relay and through it, in milliseconds.
    /// </returns>
    public static async Task<(IReadOnlyList<Comparison> Compared, double Near, double Far)> RunAsync(
        IReadOnlyList<FleetWay> ways, RunLength length, Action<string> progress)
    {
        var server = await PostgreSqlServer.GetAsync();
        var (eachWay, added) = RoundTrip.Calibrate(Added);
        using var proxy = new DelayingProxy(server.Port, eachWay);
        var direct = await ScratchDatabase.CreateConnectionStringAsync();
        await using var near = new LoadedRoundTrip(direct);
        await using var far = new LoadedRoundTrip(Through(proxy, direct));
        var compared = await FleetRunner.RunAsync(
            $"PostgreSQL {await ScratchDatabase.ReadVersionAsync()} behind a relay that adds, by measurement, {added} "
            + "to a round trip; a key on each request",
            ways,
            new RiskLoad(RequestKeys.Ordered, IsNearCap: false),
            length,
            progress,
            database => Through(proxy, database));
        return (compared, await near.StopAsync(), await far.StopAsync());
    }

    private static string Through(DelayingProxy proxy, string database) =>
        new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port }.ConnectionString;
}

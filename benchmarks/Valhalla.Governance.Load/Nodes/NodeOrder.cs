using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>What one process is to do.</summary>
/// <param name="Way">How it reserves.</param>
/// <param name="Load">What it reserves.</param>
/// <param name="Database">Where.</param>
/// <param name="FirstCaller">The index of its first caller: no two processes share one, nor a key.</param>
/// <param name="Callers">How many callers it has.</param>
/// <param name="Patience">How long it waits for its compiler at most.</param>
internal sealed record NodeOrder(
    RiskWay Way, RiskLoad Load, SharedDatabase Database, int FirstCaller, int Callers, TimeSpan Patience)
{
    public ILoadPath CreatePath() => Way switch
    {
        RiskWay.EntityFramework => new NaivePostgreSqlPath(Load, Database),
        RiskWay.Statement => new StatementPostgreSqlPath(Load, Database),
        _ => new GuardPath(Load, StoreKind.PostgreSql, Database),
    };
}

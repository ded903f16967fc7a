using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Risk;

/// <summary>A row of a load: ours at a number of callers, against a peer, or as a share of a limit.</summary>
/// <param name="Spec">The row.</param>
/// <param name="Callers">How many callers at once.</param>
/// <param name="Ours">Our way.</param>
internal sealed record Contest(RowSpec Spec, int Callers, Contender Ours)
{
    public Contender? Peer { get; init; }

    public Contender? Limit { get; init; }

    /// <summary>What is compared. By default calls a second.</summary>
    public Func<Sample, double> Figure { get; init; } = sample => sample.PerSecond;

    /// <summary>With a limit besides its peer.</summary>
    public Contest Within(Contender limit) => this with { Limit = limit, Spec = Spec with { Limit = limit.Name } };

    public IEnumerable<Contender> Contenders =>
        new[] { Ours, Peer, Limit }.OfType<Contender>();
}

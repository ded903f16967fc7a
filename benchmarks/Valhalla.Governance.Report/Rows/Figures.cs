using Valhalla.Governance.Report.Measurement;

namespace Valhalla.Governance.Report.Rows;

/// <summary>What was measured for a row: medians over the repeats.</summary>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's.</param>
/// <param name="Ratio">How many times better than the peer's ours is.</param>
/// <param name="Limit">The limit's.</param>
/// <param name="Fraction">Which share of the limit ours is.</param>
internal sealed record Figures(
    double Ours, double? Peer = null, double? Ratio = null, double? Limit = null, double? Fraction = null)
{
    /// <summary>What a run lost or counted twice; null when all were exact.</summary>
    public string? Inexact { get; init; }

    /// <summary>Of repeats that were interleaved: each of ours is compared with what ran beside it.</summary>
    public static Figures Of(
        RowSpec spec,
        IReadOnlyList<double> ours,
        IReadOnlyList<double>? peer = null,
        IReadOnlyList<double>? limit = null) => new(
            Median.Of(ours),
            peer is null ? null : Median.Of(peer),
            peer is null ? null : Better(spec, ours, peer),
            limit is null ? null : Median.Of(limit),
            limit is null ? null : Better(spec, ours, limit));

    private static double Better(RowSpec spec, IReadOnlyList<double> ours, IReadOnlyList<double> others) => Median.Of(
        ours.Zip(others, (own, other) => spec.HigherIsBetter ? own / other : other / own));
}

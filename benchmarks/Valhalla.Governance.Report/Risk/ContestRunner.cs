using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Risk;

/// <summary>
/// Runs the ways that some rows need, once for all of them, in turns, and leaves the rows' figures.
/// </summary>
internal static class ContestRunner
{
    private static readonly TimeSpan Compile = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(IReadOnlyList<Contest> contests, Measuring measuring)
    {
        var wanted = contests.Where(contest => measuring.IsWanted(contest.Spec.Id)).ToList();
        await WarmUpAsync(wanted, measuring);
        foreach (var sameCallers in wanted.GroupBy(contest => contest.Callers))
        {
            var contenders = sameCallers.SelectMany(contest => contest.Contenders).Distinct().ToList();
            var samples = await RunAsync(contenders, sameCallers.Key, measuring);
            foreach (var contest in sameCallers)
            {
                Leave(contest, samples, measuring);
            }
        }
    }

    /// <summary>Not counted: what is measured is a host that has run for a while, not its compiler.</summary>
    private static async Task WarmUpAsync(IEnumerable<Contest> contests, Measuring measuring)
    {
        var most = contests
            .SelectMany(contest => contest.Contenders.Select(contender => (contender, contest.Callers)))
            .GroupBy(pair => pair.contender, pair => pair.Callers);
        foreach (var contender in most)
        {
            var sample = await contender.Key.RunAsync(
                contender.Max(), TimeSpan.Zero, measuring.IsQuick ? Compile / 2 : Compile * 2);
            measuring.Progress($"warmed up: {contender.Key.Name} {sample.PerSecond:N0}/s");
        }
    }

    private static async Task<Dictionary<Contender, List<Sample>>> RunAsync(
        List<Contender> contenders, int callers, Measuring measuring)
    {
        var samples = contenders.ToDictionary(contender => contender, _ => new List<Sample>());
        var warmUp = measuring.Duration / 4;
        for (var repeat = 0; repeat < measuring.Repeats; repeat++)
        {
            // Every other repeat runs backwards, so that no way always follows the same other one.
            foreach (var contender in repeat % 2 == 0 ? contenders : Enumerable.Reverse(contenders))
            {
                var sample = await contender.RunAsync(callers, warmUp, measuring.Duration);
                measuring.Progress(
                    $"{callers} callers, repeat {repeat + 1}: {contender.Name} {sample.PerSecond:N0}/s, "
                    + $"p99 {sample.P99Microseconds:N0} us {sample.Error}");
                samples[contender].Add(sample);
            }
        }

        return samples;
    }

    private static void Leave(
        Contest contest, Dictionary<Contender, List<Sample>> samples, Measuring measuring)
    {
        var inexact = contest.Contenders
            .SelectMany(contender => samples[contender].Select(sample => (contender, sample.Error)))
            .FirstOrDefault(pair => pair.Error is not null);
        var figures = Figures.Of(
            contest.Spec, Of(contest.Ours)!, Of(contest.Peer), Of(contest.Limit));
        measuring.Report(
            contest.Spec.Id,
            figures with { Inexact = inexact.Error is null ? null : $"{inexact.contender.Name}: {inexact.Error}" });

        IReadOnlyList<double>? Of(Contender? contender) =>
            contender is null ? null : [.. samples[contender].Select(contest.Figure)];
    }
}

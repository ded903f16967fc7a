using Valhalla.Governance;

namespace Snippets;

internal static class RampSnippets
{
    public static async Task DecideAsync(
        IInfluenceRamp ramp,
        Order order,
        IOrderPolicy incumbent,
        IOrderPolicy candidate,
        CancellationToken cancellationToken)
    {
        #region ramp-decide
        var decision = ramp.Decide(order.CustomerId);
        var chosen = decision == InfluenceDecision.Live ? candidate.Choose(order) : incumbent.Choose(order);
        #endregion
        Console.WriteLine(chosen);

        #region ramp-observe
        await ramp.ObserveAsync(
            [
                new RampObservation(order.CustomerId, decision)
                {
                    IncumbentOutcome = incumbent.Choose(order),
                    CandidateOutcome = candidate.Choose(order),
                },
            ],
            cancellationToken);
        #endregion
    }
}

internal sealed record Order(string CustomerId);

internal interface IOrderPolicy
{
    string Choose(Order order);
}

using Valhalla.Governance;

namespace SampleApi.Wholesale;

/// <summary>Offers: for real, and in the sandbox.</summary>
public static class WholesaleEndpoints
{
    /// <summary>Maps <c>/wholesale/send-offer</c> and <c>/sandbox/send-offer</c>.</summary>
    public static void MapWholesale(this IEndpointRouteBuilder app)
    {
        app.MapPost("/wholesale/send-offer", Send)
            .WithName("SendOffer").WithTags("Wholesale")
            .WithSummary("Reserves the money, asks the AI, sends the offer and settles.")
            .WithExecutionClass(ExecutionClass.ProdExec);

        app.MapPost("/sandbox/send-offer", Try)
            .WithName("TryOffer").WithTags("Wholesale")
            .WithSummary("Runs the AI against a simulated buyer: a trial for the Heimdall scorecard.")
            .WithExecutionClass(ExecutionClass.SandboxExec);
    }

    private static Task<OfferResponse> Send(
        OfferRequest offer, OfferFlow flow, CancellationToken cancellationToken) =>
        flow.SendAsync(offer, cancellationToken);

    private static Task<OfferResponse> Try(
        OfferRequest offer, OfferTrial trial, CancellationToken cancellationToken) =>
        trial.RunAsync(offer, cancellationToken);
}

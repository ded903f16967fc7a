using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>The endpoints of error budgets.</summary>
internal static class ErrorBudgetEndpoints
{
    private const string Tag = "Error budgets";
    private const string Base = "governance/error-budgets";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base, Name = "ListErrorBudgets", Tag = Tag,
            Summary = "Shows every error budget with its burn rates and alerts.",
            Description = "A figure without events is null. Figures are rounded to six decimals, never in the "
                + "service's favour.",
            Handler = ErrorBudgetHandlers.ListAsync, Response = typeof(ErrorBudgetsBody),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "/counts", Name = "PostSloCounts", Tag = Tag,
            Summary = "Adds counts of good and bad events to an objective.",
            Description = "Only for objectives whose counts are posted.",
            Handler = ErrorBudgetHandlers.PostAsync, Request = typeof(SloCountBody),
            Response = typeof(SloCountAnswer), Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IErrorBudgetParameters>(nameof(IErrorBudgetParameters.Counts)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "/counts/batch", Name = "PostSloCountBatch", Tag = Tag,
            Summary = "Adds up to 1 000 counts, all or none.",
            Description = "Only for objectives whose counts are posted.",
            Handler = ErrorBudgetHandlers.PostBatchAsync, Request = typeof(SloCountBatchBody),
            Response = typeof(SloCountAnswer), Refusals = [StatusCodes.Status409Conflict],
            MaxBodyBytes = EndpointSpec.BatchBodyBytes,
            Parameters = Parameters.Of<IErrorBudgetParameters>(nameof(IErrorBudgetParameters.Batch)),
        },
    ];
}

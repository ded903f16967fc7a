using Microsoft.AspNetCore.Http.HttpResults;
using Valhalla.Governance;

namespace SampleApi.Deals;

/// <summary>A plain endpoint group. One line, <c>WithExecutionClass</c>, puts it under governance.</summary>
public static class DealEndpoints
{
    /// <summary>Maps <c>/api/deals</c>.</summary>
    public static void MapDeals(this IEndpointRouteBuilder app)
    {
        var deals = app.MapGroup("/api/deals").WithTags("Deals");

        // Without a class an endpoint is closed as a whole while go-live is off.
        deals.MapGet("/", (DealBook book) => book.List())
            .WithName("ListDeals").WithSummary("Lists all deals, newest first.");

        // READ_ONLY always answers.
        deals.MapGet("/{id:int}", Find)
            .WithName("GetDeal").WithSummary("Reads one deal.")
            .WithExecutionClass(ExecutionClass.ReadOnly);

        deals.MapPost("/", Add)
            .WithName("AddDeal").WithSummary("Adds a deal.")
            .WithExecutionClass(ExecutionClass.ProdExec);
    }

    private static Results<Ok<Deal>, NotFound> Find(int id, DealBook book) =>
        book.Find(id) is { } deal ? TypedResults.Ok(deal) : TypedResults.NotFound();

    private static CreatedAtRoute<Deal> Add(NewDeal newDeal, DealBook book)
    {
        var deal = book.Add(newDeal);
        return TypedResults.CreatedAtRoute(deal, "GetDeal", new { id = deal.Id });
    }
}

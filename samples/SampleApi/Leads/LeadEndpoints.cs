using Valhalla.Governance;

namespace SampleApi.Leads;

/// <summary>Leads, from intake to offer.</summary>
public static class LeadEndpoints
{
    /// <summary>Adds what the flow needs.</summary>
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ILeadChannel, SimulatedChannel>();
        services.AddSingleton<LeadFlow>();
    }

    /// <summary>Maps <c>/leads/intake</c>.</summary>
    public static void MapLeads(this IEndpointRouteBuilder app) =>
        app.MapPost("/leads/intake", Intake)
            .WithName("IntakeLead").WithTags("Leads")
            .WithSummary("Contacts a lead lawfully, plans its follow-ups, and makes an offer within bounds.")
            .WithExecutionClass(ExecutionClass.ProdExec);

    private static Task<LeadOutcome> Intake(NewLead lead, LeadFlow flow, CancellationToken cancellationToken) =>
        flow.IntakeAsync(lead, cancellationToken);
}

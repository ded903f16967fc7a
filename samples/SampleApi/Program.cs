using SampleApi.Deals;
using SampleApi.Leads;
using SampleApi.Wholesale;
using Valhalla.Governance;

var builder = WebApplication.CreateBuilder(args);

// The control plane: go-live gate, risk guard, Heimdall charter, KPIs, tripwire and runbook, durable in DATABASE_URL.
builder.Services.AddValhalla();

builder.Services.AddProblemDetails();
builder.Services.AddValidation();
builder.Services.AddOpenApi();
builder.Services.AddSingleton<DealBook>();
builder.Services.AddSingleton<OfferModel>();
builder.Services.AddSingleton<SimulatedBuyer>();
builder.Services.AddSingleton<OfferFlow>();
builder.Services.AddSingleton<OfferTrial>();
builder.Services.AddLeads();

var app = builder.Build();

// A store that cannot answer is nobody's mistake here: the caller may try again.
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = static error => error switch
    {
        ValhallaStoreException => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException malformed => malformed.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    },
});
app.UseStatusCodePages();

// Everything outside /api/governance is closed while go-live is off, save what appsettings.json exempts.
app.MapValhalla(options => options.MetricsPath = "/metrics");
app.MapOpenApi();
app.MapDeals();
app.MapWholesale();
app.MapLeads();

app.Run();

/// <summary>Public so that tests can host the application.</summary>
public partial class Program;

using System.Text.Json.Serialization;
using SampleApi;
using SampleApi.Deals;
using SampleApi.Leads;
using SampleApi.Wholesale;

var builder = WebApplication.CreateBuilder(args);

// The control plane: go-live gate, risk guard, Heimdall charter, KPIs, tripwire and runbook, durable in DATABASE_URL.
builder.Services.AddValhalla();

builder.Services.ConfigureHttpJsonOptions(static json =>
    json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
builder.Services.AddProblemDetails();
builder.Services.AddValhallaProblemDetails();
builder.Services.AddValidation();
builder.Services.AddOpenApi();
builder.Services.AddSingleton<DealBook>();
builder.Services.AddSingleton<OfferModel>();
builder.Services.AddSingleton<SimulatedBuyer>();
builder.Services.AddSingleton<OfferFlow>();
builder.Services.AddSingleton<OfferTrial>();
builder.Services.AddLeads();

var app = builder.Build();

// What the library throws in an endpoint here is answered as in its own endpoints: AddValhallaProblemDetails.
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = static error => error is BadHttpRequestException malformed
        ? malformed.StatusCode
        : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();
app.UseKnownCharsets();

// Everything outside /api/governance is closed while go-live is off, save what appsettings.json exempts.
app.MapValhalla(options => options.MetricsPath = "/metrics");
app.MapOpenApi();
app.MapDeals();
app.MapWholesale();
app.MapLeads();

var stopping = app.Lifetime.ApplicationStopping;
try
{
    app.Run();
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop while it was still starting: .NET ends such a start with an exception, and nothing is wrong.
}

/// <summary>Public so that tests can host the application.</summary>
public partial class Program;

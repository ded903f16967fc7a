using SampleApi.Deals;

var builder = WebApplication.CreateBuilder(args);

// The control plane: go-live gate, risk guard, Heimdall charter, KPIs, tripwire and runbook, durable in DATABASE_URL.
builder.Services.AddValhalla();

builder.Services.AddProblemDetails();
builder.Services.AddValidation();
builder.Services.AddOpenApi();
builder.Services.AddSingleton<DealBook>();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();

// Everything outside /api/governance is closed while go-live is off, save what appsettings.json exempts.
app.MapValhalla();
app.MapOpenApi();
app.MapDeals();

app.Run();

/// <summary>Public so that tests can host the application.</summary>
public partial class Program;

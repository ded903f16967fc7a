using Valhalla.Governance;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddValhalla();
var app = builder.Build();
app.MapValhalla();
app.MapPost("/orders", () => "ordered").WithExecutionClass(ExecutionClass.ProdExec);
app.Run();

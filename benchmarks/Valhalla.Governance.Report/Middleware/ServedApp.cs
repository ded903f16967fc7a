using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Report.Middleware;

/// <summary>
/// The application that is asked: one endpoint, as it is, with the library but without its middlewares, with both of
/// them, or with a look into the database on each request. Runs in a process of its own until its input ends.
/// </summary>
internal static class ServedApp
{
    public const string Verb = "serve";
    public const string Endpoint = "/work";
    public const string Bare = "bare";
    public const string Unguarded = "unguarded";
    public const string Governed = "governed";
    public const string Asking = "asking";
    public const string Ready = "ready ";
    private const string DatabaseFile = "served.db";

    public static async Task<int> RunAsync(string kind)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ENV"] = "production",
            ["DATABASE_URL"] = $"sqlite:///{DatabaseFile}",
            ["Valhalla:Storage:SchemaMode"] = "Auto",
            ["Valhalla:Http:EnforceGoLive"] = kind == Governed ? "true" : "false",
        });
        if (kind != Bare)
        {
            builder.Services.AddValhalla();
        }

        await using var app = builder.Build();
        var mapped = Map(app, kind);
        await app.StartAsync();
        if (kind != Bare)
        {
            await OpenAsync(app.Services);
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Single();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Ready}{address}{Endpoint} {mapped.TotalMilliseconds}"));
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    /// <summary>Maps the endpoints, and says how long ours took.</summary>
    private static TimeSpan Map(WebApplication app, string kind)
    {
        if (kind == Asking)
        {
            app.Use(AskAsync);
        }

        var endpoint = app.MapGet(Endpoint, static () => "done");
        if (kind != Governed)
        {
            return TimeSpan.Zero;
        }

        var startedAt = Stopwatch.GetTimestamp();
        app.MapValhalla();
        endpoint.WithExecutionClass(ExecutionClass.ProdExec);
        return Stopwatch.GetElapsedTime(startedAt);
    }

    private static async Task OpenAsync(IServiceProvider services) =>
        await services.GetRequiredService<ControlState>().CommitAsync(
            static (current, _) => new ControlChange
            {
                Gate = current.Gate with { GoLiveEnabled = true, Epoch = current.Gate.Epoch + 1 },
            },
            CancellationToken.None);

    /// <summary>What a team writes that does not keep the state in memory.</summary>
    private static async Task AskAsync(HttpContext context, RequestDelegate next)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile}");
        await connection.OpenAsync(context.RequestAborted);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT go_live_enabled AND NOT kill_switch_engaged FROM go_live_state WHERE id = 1";
        var isOpen = (long)(await command.ExecuteScalarAsync(context.RequestAborted))! != 0;
        if (isOpen)
        {
            await next(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }
}

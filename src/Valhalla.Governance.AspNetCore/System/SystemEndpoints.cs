using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Status;

/// <summary>The endpoint that says what this node is and how it stands.</summary>
internal static class SystemEndpoints
{
    private static readonly string Version =
        typeof(SystemEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "unknown";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = "system/status", Name = "GetSystemStatus", Tag = "System",
            Summary = "Shows what this node is and how it stands.",
            Description = "From memory: it answers while the store is down, too.",
            Handler = GetStatusAsync, Response = typeof(SystemStatusBody),
        },
    ];

    private static ValueTask<Answer> GetStatusAsync(EndpointCall call)
    {
        var snapshot = call.Get<IGoLiveGate>().Current;
        var killed = snapshot.State.KillSwitchEngaged || snapshot.IsLatchedLocally;
        var body = new SystemStatusBody
        {
            Ok = !snapshot.IsStale && !killed,
            Status = killed ? "killed" : snapshot.IsStale ? "stale" : "ok",
            Version = Version,
            Environment = call.Context.RequestServices.GetService<GovernedEnvironment>()?.Name,
            Enforced = snapshot.IsEnforced,
            GoLiveEnabled = snapshot.State.GoLiveEnabled,
            KillSwitchEngaged = killed,
            Epoch = snapshot.State.Epoch,
            Stale = snapshot.IsStale,
            Time = call.Get<TimeProvider>().GetUtcNow(),
        };
        return new ValueTask<Answer>(Answer.Json(body, WireJson.Context.SystemStatusBody));
    }
}

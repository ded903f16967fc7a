using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>
/// Decides who may call: the policies that the host mapped to the roles, or the host's own authorization of the mapped
/// endpoints, or the default, which is a developer on this machine and nobody else.
/// </summary>
internal sealed class AccessRules(
    IOptions<AccessOptions> options,
    IHostEnvironment environment,
    IServiceProvider services,
    GuardedLogger<AccessRules> logger)
{
    /// <summary>By name: a library does not refer to a package for tests.</summary>
    private const string TestServer = "Microsoft.AspNetCore.TestHost.TestServer";

    private readonly bool _isDevelopment = environment.IsDevelopment();
    private readonly Lazy<bool> _isTestServer = new(
        () => services.GetService<IServer>()?.GetType().FullName == TestServer);

    private readonly int[] _isTold = new int[Enum.GetValues<DeveloperDoor>().Length];

    public bool IsDevelopmentDefault => _isDevelopment && !options.Value.IsConfigured;

    public async ValueTask<AccessVerdict> DecideAsync(HttpContext context, EndpointRole role)
    {
        if (options.Value.IsConfigured)
        {
            return await AskHostAsync(context, options.Value.Policies[role]).ConfigureAwait(false);
        }

        if (IsAuthorizedByHost(context.GetEndpoint()))
        {
            return AccessVerdict.Allowed;
        }

        var door = _isDevelopment ? LocalCaller.DoorOf(context, _isTestServer.Value) : DeveloperDoor.Closed;
        if (door == DeveloperDoor.Closed)
        {
            return AccessVerdict.NotConfigured;
        }

        Tell(door, context);
        return AccessVerdict.Allowed;
    }

    /// <summary>
    /// Whether the host put authorization on the mapped endpoint. Routing refuses to run such an endpoint when the
    /// authorization middleware has not, so being here means that it said yes. An endpoint that is also marked
    /// anonymous was not judged by it.
    /// </summary>
    public static bool IsAuthorizedByHost(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAuthorizeData>() is not null
        && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null;

    public static ValhallaConfigurationException UnknownPolicy(string name) => new(
        HttpErrors.UnknownPolicy,
        $"there is no authorization policy '{name}'. Add it with services.AddAuthorization(…).");

    /// <summary>Once for each kind: whoever runs this should know that it is open, and for what reason.</summary>
    private void Tell(DeveloperDoor door, HttpContext context)
    {
        if (Volatile.Read(ref _isTold[(int)door]) != 0 || Interlocked.Exchange(ref _isTold[(int)door], 1) != 0)
        {
            return;
        }

        if (door == DeveloperDoor.TestServer)
        {
            HttpLog.LetInByTestServer(logger);
        }
        else
        {
            var address = context.Connection.RemoteIpAddress?.ToString() ?? "no address";
            HttpLog.LetInFromThisMachine(logger, address, context.Request.Protocol);
        }
    }

    private static async ValueTask<AccessVerdict> AskHostAsync(HttpContext context, string policyName)
    {
        var services = context.RequestServices;
        var provider = services.GetService<IAuthorizationPolicyProvider>();
        var policy = provider is null ? null : await provider.GetPolicyAsync(policyName).ConfigureAwait(false);
        if (policy is null)
        {
            throw UnknownPolicy(policyName);
        }

        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var authentication = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        if (authentication is { Succeeded: true, Principal: { } principal })
        {
            context.User = principal;
        }

        var result = await evaluator.AuthorizeAsync(policy, authentication, context, context).ConfigureAwait(false);
        return result switch
        {
            { Succeeded: true } => AccessVerdict.Allowed,
            { Challenged: true } => AccessVerdict.Unauthenticated,
            _ => AccessVerdict.Forbidden,
        };
    }
}

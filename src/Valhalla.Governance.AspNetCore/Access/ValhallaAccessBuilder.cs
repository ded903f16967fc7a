namespace Valhalla.Governance.AspNetCore;

/// <summary>
/// Maps the roles of the library's endpoints to authorization policies of the host. The library has no login of its
/// own. Each role needs a policy: one that has none would be closed to everybody, so it is an error at start.
/// </summary>
/// <remarks>Not thread-safe; for use while services are configured.</remarks>
public sealed class ValhallaAccessBuilder
{
    internal ValhallaAccessBuilder(AccessOptions options) => Options = options;

    internal AccessOptions Options { get; }

    /// <summary>Who may look at state, policies and records.</summary>
    /// <param name="policyName">The name of an authorization policy of the host.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ValhallaAccessBuilder Read(string policyName) => Set(Access.EndpointRole.Read, policyName);

    /// <summary>Who may reserve, settle, record, evaluate, change policies, and close levers.</summary>
    /// <param name="policyName">The name of an authorization policy of the host.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ValhallaAccessBuilder Operate(string policyName) => Set(Access.EndpointRole.Operate, policyName);

    /// <summary>Who may enable go-live, release the kill switch, promote and re-arm.</summary>
    /// <param name="policyName">The name of an authorization policy of the host.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ValhallaAccessBuilder Approve(string policyName) => Set(Access.EndpointRole.Approve, policyName);

    /// <summary>Who may engage the kill switch.</summary>
    /// <param name="policyName">The name of an authorization policy of the host.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ValhallaAccessBuilder Kill(string policyName) => Set(Access.EndpointRole.Kill, policyName);

    private ValhallaAccessBuilder Set(Access.EndpointRole role, string policyName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(policyName);
        Options.Policies[role] = policyName;
        return this;
    }
}

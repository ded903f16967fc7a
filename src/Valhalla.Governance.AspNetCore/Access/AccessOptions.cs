using Valhalla.Governance.AspNetCore.Access;

namespace Valhalla.Governance.AspNetCore;

/// <summary>Which authorization policy of the host stands for which role; empty when the host mapped none.</summary>
internal sealed class AccessOptions
{
    public Dictionary<EndpointRole, string> Policies { get; } = [];

    public bool IsConfigured => Policies.Count > 0;
}

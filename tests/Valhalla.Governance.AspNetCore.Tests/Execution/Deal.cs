namespace Valhalla.Governance.AspNetCore.Tests.Execution;

/// <summary>A body to bind.</summary>
public sealed record Deal(string Address);

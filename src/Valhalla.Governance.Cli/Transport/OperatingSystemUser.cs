namespace Valhalla.Governance.Cli.Transport;

/// <summary>Who runs the command; whoever can open the database has every role.</summary>
/// <param name="Name">The name that the audit keeps.</param>
internal sealed record OperatingSystemUser(string Name);

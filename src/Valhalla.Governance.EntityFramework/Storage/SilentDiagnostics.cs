using System.Diagnostics;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Takes the place of EF's events: observers are code of the host, and run within a transaction or between a commit and
/// its caller. What the driver itself tells stays.
/// </summary>
internal sealed class SilentDiagnostics : DiagnosticSource
{
    public override bool IsEnabled(string name) => false;

#pragma warning disable IL2046, IL3051 // Nothing of the value is looked at.
    public override void Write(string name, object? value)
#pragma warning restore IL2046, IL3051
    {
    }
}

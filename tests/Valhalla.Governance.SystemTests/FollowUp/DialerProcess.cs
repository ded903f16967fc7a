using System.Diagnostics;
using System.Globalization;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.SystemTests.FollowUp;

/// <summary>Workers in a process of their own, which claim and complete tasks until it is killed.</summary>
internal sealed class DialerProcess : IDisposable
{
    private readonly Process _process;

    public DialerProcess(string database, string name, int workers, int leaseSeconds) => _process = Process.Start(
        new ProcessStartInfo(
            "dotnet",
            [
                RepositoryPaths.AssemblyOf("Valhalla.Governance.Load"),
                "dialer",
                database,
                name,
                workers.ToString(CultureInfo.InvariantCulture),
                leaseSeconds.ToString(CultureInfo.InvariantCulture),
            ]))!;

    /// <summary>Ends it with <c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public bool HasExited => _process.HasExited;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}

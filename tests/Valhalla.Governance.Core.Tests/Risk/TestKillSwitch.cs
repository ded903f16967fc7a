using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>A kill switch whose latch file, if it is ever written, is in a folder of its own.</summary>
internal sealed class TestKillSwitch : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-kill-").FullName;
    private readonly KillSwitchLatch _latch;

    public TestKillSwitch(ControlState control, TimeProvider time)
    {
        var options = Options.Create(new GoLiveOptions { LatchFile = Path.Combine(_folder, "latch.json") });
        _latch = new KillSwitchLatch(new LatchFile(options, time, NullLogger<LatchFile>.Instance));
        KillSwitch = new KillSwitch(control, _latch, options, time, NullLogger<KillSwitch>.Instance);
    }

    public KillSwitch KillSwitch { get; }

    public void Dispose()
    {
        _latch.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>
/// A host's tracing of the driver that throws once: when one of the commands ends that this test sends.
/// </summary>
internal sealed class DriverListener : IDisposable
{
    private readonly AsyncLocal<bool> _isOurs = new();
    private readonly ActivityListener _listener;
    private int _commandsLeft;

    /// <param name="failure">What it throws.</param>
    public DriverListener(Exception failure)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                _isOurs.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = _ =>
            {
                if (_isOurs.Value && Interlocked.Decrement(ref _commandsLeft) == 0)
                {
                    HasThrown = true;
                    throw failure;
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public bool HasThrown { get; private set; }

    /// <summary>Throws when this command ends, counted from here; only in the flow of the caller.</summary>
    public void ThrowAt(int command)
    {
        _isOurs.Value = true;
        Volatile.Write(ref _commandsLeft, command);
    }

    public void Dispose() => _listener.Dispose();
}

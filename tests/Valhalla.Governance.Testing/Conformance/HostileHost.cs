using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>A host whose log provider and metric listener throw at every call, once they are armed.</summary>
internal sealed class HostileHost : ILoggerProvider
{
    private MeterListener? _listener;
    private volatile bool _isArmed;
    private int _throws;

    /// <summary>How often it threw.</summary>
    public int Throws => Volatile.Read(ref _throws);

    /// <summary>From now on every line of the log throws, and every measurement on this meter.</summary>
    public void Arm(Meter meter)
    {
        _isArmed = true;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((_, _, _, _) => Throw());
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        _listener.Start();
    }

    public ILogger CreateLogger(string categoryName) => new HostileLogger(this);

    public void Dispose()
    {
        _isArmed = false;
        _listener?.Dispose();
    }

    private void Throw()
    {
        if (_isArmed)
        {
            Interlocked.Increment(ref _throws);
            throw new InvalidOperationException("The host's own code fails.");
        }
    }

    private sealed class HostileLogger(HostileHost host) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => host._isArmed;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => host.Throw();
    }
}

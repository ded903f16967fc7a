using System.Diagnostics;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>A host's observer of EF's events that throws at each of a name, in the flow of the test that made it.
/// </summary>
internal sealed class DatabaseObserver
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly AsyncLocal<bool> _isOurs = new() { Value = true };
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _event;

    public DatabaseObserver(string name)
    {
        _event = name;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_isOurs.Value && value.Key.EndsWith(_event, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The host's own code fails.");
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}

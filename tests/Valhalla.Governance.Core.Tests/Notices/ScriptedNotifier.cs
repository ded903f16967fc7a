namespace Valhalla.Governance.Core.Tests.Notices;

/// <summary>A notifier that fails as it is told to, and remembers what it got and when.</summary>
internal sealed class ScriptedNotifier(string name, TimeProvider clock) : IGovernanceNotifier
{
    private readonly Queue<Exception> _failures = [];

    public string Name => name;

    public List<(string Id, DateTimeOffset At)> Calls { get; } = [];

    /// <summary>What every call waits for; nothing by default.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public ScriptedNotifier FailWith(Exception error, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _failures.Enqueue(error);
        }

        return this;
    }

    public async ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken)
    {
        lock (Calls)
        {
            Calls.Add((notice.Id, clock.GetUtcNow()));
        }

        await Hold.WaitAsync(cancellationToken);
        if (_failures.TryDequeue(out var error))
        {
            throw error;
        }
    }
}

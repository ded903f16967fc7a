using Microsoft.Extensions.Logging.Abstractions;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Audit;

public sealed class RefusalRecorderTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly KeptAudit _audit = new();
    private readonly StoreReadiness _readiness = new();
    private readonly RefusalRecorder _refusals;

    public RefusalRecorderTests()
    {
        _refusals = new RefusalRecorder(_audit, _readiness, _time, NullLogger<RefusalRecorder>.Instance);
        _readiness.SetReady();
    }

    public async ValueTask DisposeAsync()
    {
        await _refusals.StopAsync(CancellationToken.None);
        _refusals.Dispose();
    }

    [Fact]
    public async Task Note_AFlood_IsOneRecordAtOnceAndOneAMinute()
    {
        var mallory = new ChangeAuthor("mallory", null, "10.0.0.9") { PersonId = "idp 9" };
        await _refusals.StartAsync(CancellationToken.None);
        _refusals.Note(RefusalKind.Forbidden, mallory, "EnableGoLive");
        await UntilAsync(() => _audit.Entries.Count == 1, "the first refusal is recorded");

        for (var i = 0; i < 10_000; i++)
        {
            _refusals.Note(RefusalKind.Forbidden, mallory, "EnableGoLive");
        }

        await UntilAsync(() => _audit.Entries.Count == 2, "the rest is summed");
        var (first, rest) = (_audit.Entries[0], _audit.Entries[1]);
        Assert.Equal(("access.forbidden", mallory), (first.Action, first.Author));
        Assert.Contains("EnableGoLive", first.Reason, StringComparison.Ordinal);
        Assert.Contains("10000 times", rest.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_ManyCallers_AreBoundedAndNoneIsLost()
    {
        for (var i = 0; i < 5_000; i++)
        {
            _refusals.Note(
                RefusalKind.Unauthenticated, new ChangeAuthor("anonymous", null, $"10.0.{i / 250}.{i % 250}"), "X");
        }

        await _refusals.StartAsync(CancellationToken.None);
        await UntilAsync(
            () => _audit.Entries.Count == RefusalRecorder.MaxCallers + 1, "each caller has its record, and the others");

        var others = Assert.Single(_audit.Entries, entry => entry.Author.Name == "(others)");
        Assert.Contains($"{5_000 - RefusalRecorder.MaxCallers} times", others.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_StoreDown_IsKeptUntilItTakesIt()
    {
        _audit.IsDown = true;
        await _refusals.StartAsync(CancellationToken.None);
        for (var i = 0; i < 100; i++)
        {
            _refusals.Note(RefusalKind.CrossSiteRequest, new ChangeAuthor("anonymous"), "EngageKillSwitch");
        }

        await UntilAsync(() => _audit.Attempts > 2, "it was tried again");
        Assert.Empty(_audit.Entries);
        _audit.IsDown = false;

        await UntilAsync(() => _audit.Entries.Count > 0, "the store has it");
        Assert.Contains("100 times", Assert.Single(_audit.Entries).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopAsync_WhatWaits_IsWritten()
    {
        await _refusals.StartAsync(CancellationToken.None);
        _refusals.Note(RefusalKind.SelfApproval, new ChangeAuthor("ann"), "kill_switch.release");
        await UntilAsync(() => _audit.Entries.Count == 1, "the first is recorded");
        _refusals.Note(RefusalKind.SelfApproval, new ChangeAuthor("ann"), "kill_switch.release");

        await _refusals.StopAsync(CancellationToken.None);

        Assert.Equal(["access.self_approval", "access.self_approval"], _audit.Entries.Select(e => e.Action));
    }

    private Task UntilAsync(Func<bool> holds, string what) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return holds();
        },
        what);

    private sealed class KeptAudit : IAuditStore
    {
        private readonly List<AuditEntry> _entries = [];
        private volatile bool _isDown;
        private int _attempts;

        public bool IsDown
        {
            get => _isDown;
            set => _isDown = value;
        }

        public int Attempts => Volatile.Read(ref _attempts);

        public IReadOnlyList<AuditEntry> Entries
        {
            get
            {
                lock (_entries)
                {
                    return [.. _entries];
                }
            }
        }

        public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            if (IsDown)
            {
                throw new ValhallaStoreException(StoreFailure.Unavailable, "down");
            }

            lock (_entries)
            {
                _entries.Add(entry);
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask<IReadOnlyList<AuditRecord>> ReadAsync(
            long afterSequence, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}

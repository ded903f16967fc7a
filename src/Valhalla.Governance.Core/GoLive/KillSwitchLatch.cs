namespace Valhalla.Governance.GoLive;

/// <summary>
/// The kills that are in force in this process before the store has them: those on their way to it, and one that it
/// did not take, which the local file keeps too. Thread-safe.
/// </summary>
internal sealed class KillSwitchLatch : IDisposable
{
    private readonly LatchFile _file;
    private readonly Lock _sync = new();
    private readonly Lock _fileSync = new();
    private readonly SemaphoreSlim _keptSignal = new(0);
    private int _onTheirWay;
    private LatchedKill? _kept;
    private bool _isFileDue;
    private volatile bool _isEngaged;

    public KillSwitchLatch(LatchFile file)
    {
        _file = file;
        _kept = file.Read();
        _isEngaged = _kept is not null;
    }

    /// <summary>Whether this process denies execution whatever the store says.</summary>
    public bool IsEngaged => _isEngaged;

    /// <summary>The kill that the store does not have yet; null when there is none.</summary>
    public LatchedKill? Kept
    {
        get
        {
            lock (_sync)
            {
                return _kept;
            }
        }
    }

    /// <summary>A kill sets out for the store and is in force from here on.</summary>
    /// <returns>The kill kept so far, for <see cref="Arrived"/>.</returns>
    public LatchedKill? SetOut()
    {
        lock (_sync)
        {
            _onTheirWay++;
            _isEngaged = true;
            return _kept;
        }
    }

    /// <summary>The store has the kill, and so whatever was kept when it set out.</summary>
    public void Arrived(LatchedKill? keptAtSetOut)
    {
        lock (_sync)
        {
            _onTheirWay--;
            Forget(keptAtSetOut);
        }

        SyncFile();
    }

    /// <summary>The store did not take the kill: it stays in force, and in the file, until the store does.</summary>
    public void Keep(LatchedKill kill)
    {
        lock (_sync)
        {
            _onTheirWay--;
            if (_kept is null)
            {
                _kept = kill;
                _isFileDue = true;
            }
        }

        SyncFile();
        try
        {
            _keptSignal.Release();
        }
        catch (ObjectDisposedException)
        {
            // The process is going down: the file is what goes on.
        }
    }

    /// <summary>The store has the kept kill now.</summary>
    public void KeptArrived(LatchedKill kept)
    {
        lock (_sync)
        {
            Forget(kept);
        }

        SyncFile();
    }

    /// <summary>Completes when a kill may have been kept.</summary>
    public Task WaitForKeptAsync(CancellationToken cancellationToken) => _keptSignal.WaitAsync(cancellationToken);

    /// <summary>Makes the file say what the process knows; repeats what failed before.</summary>
    public void SyncFile()
    {
        // A lock of its own: a kill that sets out must not wait for a disk.
        lock (_fileSync)
        {
            LatchedKill? kept;
            lock (_sync)
            {
                if (!_isFileDue)
                {
                    return;
                }

                kept = _kept;
                _isFileDue = false;
            }

            if (!(kept is null ? _file.Delete() : _file.Write(kept)))
            {
                lock (_sync)
                {
                    _isFileDue = true;
                }
            }
        }
    }

    public void Dispose() => _keptSignal.Dispose();

    private void Forget(LatchedKill? kept)
    {
        // By reference: a kill kept after that one is another kill, and the store does not have it.
        if (kept is not null && ReferenceEquals(_kept, kept))
        {
            _kept = null;
            _isFileDue = true;
        }

        _isEngaged = _onTheirWay > 0 || _kept is not null;
    }
}

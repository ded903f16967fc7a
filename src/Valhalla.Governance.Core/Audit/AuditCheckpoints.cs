using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Audit;

/// <summary>The exported checkpoints of this host: the configured file with the configured key. Thread-safe.</summary>
internal sealed class AuditCheckpoints : IDisposable
{
    private readonly CheckpointSigner? _signer;
    private readonly CheckpointFile? _file;
    private readonly TimeProvider _time;

    public AuditCheckpoints(IOptions<AuditOptions> options, TimeProvider time, IHostEnvironment? host = null)
    {
        _time = time;
        _signer = CheckpointSigner.TryCreate(options.Value);
        _file = options.Value.CheckpointFile is not { } path || _signer is null
            ? null
            : new CheckpointFile(
                Path.GetFullPath(
                    path,
                    string.IsNullOrEmpty(host?.ContentRootPath) ? AppContext.BaseDirectory : host.ContentRootPath),
                _signer);
    }

    /// <summary>Whether there is a file to export to, and a key to sign with.</summary>
    public bool CanExport => _file is not null && _signer!.CanSign;

    /// <summary>What the file holds; nothing where none is configured.</summary>
    public CheckpointReading Read() => _file?.Read() ?? CheckpointReading.Nothing;

    /// <summary>Signs a record and appends the checkpoint to the file.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public AuditCheckpoint Export(AuditAnchor last)
    {
        var checkpoint = _signer!.Sign(last.Sequence, last.Hash, _time.GetUtcNow());
        _file!.Append(checkpoint);
        return checkpoint;
    }

    public void Dispose() => _signer?.Dispose();
}

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// The body of a request at an endpoint that reads it by itself: a read that ends after a kill fails, so that nothing
/// is executed on a body that arrived too late.
/// </summary>
internal sealed class CheckedBody(Stream inner, IGoLiveGate gate, ExecutionClass executionClass) : Stream
{
    /// <summary>Why a read has failed; <see cref="GateDecision.Allowed"/> while none has.</summary>
    public GateDecision Denied { get; private set; }

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Checked(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Checked(inner.Read(buffer));

    public override async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Checked(await inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Checked(int read)
    {
        if (gate.Check(executionClass) is not GateDecision.Allowed and var decision)
        {
            Denied = decision;
            throw new ExecutionDeniedException(executionClass, decision);
        }

        return read;
    }
}

using Microsoft.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Caching;

/// <summary>The body of an answer that says <c>no-store</c> before its first byte.</summary>
internal sealed class NoStoreBody(Stream inner, HttpResponse response) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override void Flush() => Marked().Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Marked().FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Marked().Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Marked().WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Marked().WriteAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Marked()
    {
        if (!response.HasStarted)
        {
            response.Headers.CacheControl = "no-store";
        }

        return inner;
    }
}

namespace Valhalla.Governance.Cli.Output;

/// <summary>
/// The way out for results or for messages. A result that cannot be written ends the run with an
/// <see cref="OutputException"/>; a message that cannot be written is lost, because nobody is left to be told.
/// </summary>
internal sealed class OutputStream(Stream inner, bool isForMessages) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
            inner.Flush();
        }
        catch (IOException) when (isForMessages)
        {
            // See above.
        }
        catch (IOException error)
        {
            throw new OutputException(error);
        }
    }

    // What is written goes out at once.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

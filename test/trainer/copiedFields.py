"""The metadata of a model file, written into another one."""

from gguf import GGUFReader, GGUFValueType, GGUFWriter

UNWRITTEN = ("GGUF.version", "GGUF.tensor_count", "GGUF.kv_count", "general.architecture", "general.file_type")


def copy_fields(reader: GGUFReader, writer: GGUFWriter, changed: dict[str, int] = {}) -> None:
    for key, field in reader.fields.items():
        if key in UNWRITTEN:
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == GGUFValueType.ARRAY else None
        writer.add_key_value(key, changed.get(key, field.contents()), kind, inner)


def write(writer: GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
